import {
  type AdoptedReport,
  allElements,
  type PlaceAnswers,
  type ReportBasis,
  type ReportTemplate,
  type SourceLine,
  templatesAt,
} from '@cebao/casework';
import { isWithin, type Person, type Policy } from '@cebao/pack';
import { booksOf } from './books.ts';
import { wholeCases } from './case-index.ts';
import { roleOf } from './permissions.ts';
import { Refusal } from './problem.ts';
import { refuseIssues } from './refuse-issues.ts';
import { recordsOf, registersOf } from './register-book.ts';
import { loadAdopted, loadAnswers } from './report-book.ts';
import type { Services } from './services.ts';
import type { Viewer } from './viewer.ts';

/** A place with everything its reports are compiled from. */
export interface ReportPlace extends ReportBasis {
  readonly place: string;
  readonly policy: Policy;
  readonly answers: PlaceAnswers;
  readonly templates: readonly ReportTemplate[];
}

/** The newest policy of a place that is known. */
export function policyAt(services: Services, place: string): Policy {
  if (services.instance().findPlace(place) === undefined) throw new Refusal(422, 'unknownPlace', { params: { place } });
  const policy = services.policies.newest(place);
  if (!policy.ok) throw refuseIssues(policy.issues);
  return policy.value;
}

/** Reads what the reports of a place rest on, register by register. */
export async function loadReportPlace(
  services: Services,
  place: string,
  adopted?: readonly AdoptedReport[],
): Promise<ReportPlace> {
  const { store } = services;
  const policy = policyAt(services, place);
  const known = adopted ?? (await loadAdopted(store));
  const elements = allElements(
    policy.dictionary.elements,
    known.filter((one) => isWithin(place, one.place)),
  );
  const registers = new Set([...elements.values()].flatMap(({ from }) => (from ? [from.register] : [])));
  const lines: SourceLine[] = [];
  for (const register of registers)
    for (const line of await recordsOf(store, register)) if (isWithin(line.place, place)) lines.push(line);
  return {
    place,
    policy,
    elements,
    templates: templatesAt(policy.reports, known, place, services.today()),
    lines,
    answers: await loadAnswers(store, place),
    evaluate: policy.evaluate,
    today: services.today(),
  };
}

/** Which lines of registers a person may see: of books that are for them, from cases that they see whole. */
export async function sightOfLines(
  services: Services,
  viewer: Viewer,
): Promise<(register: string, lines: readonly SourceLine[]) => boolean> {
  const registers = registersOf(services, viewer);
  const whole = new Set((await wholeCases(services, viewer)).map(({ id }) => id));
  const books = new Map<string, ReadonlySet<string>>();
  const booksAt = (register: string): ReadonlySet<string> => {
    const known = books.get(register) ?? new Set(booksOf(services, viewer, register).map(({ place }) => place));
    books.set(register, known);
    return known;
  };
  return (id, lines) => {
    const register = registers.get(id);
    if (register === undefined) return false;
    if (register.flow === undefined) return lines.every(({ place }) => booksAt(id).has(place));
    return lines.every(({ caseId = '' }) => whole.has(caseId));
  };
}

/** Places at or above which a person may read reports: those who fill them in, look over them, or ask for them. */
export function reportPlaces(services: Services, person: Person): string[] {
  return person.assignments
    .filter((held) => {
      const role = roleOf(services, held);
      if (role === undefined || role.organisation) return false;
      const policy = services.policies.newest(held.place);
      const answers = policy.ok && policy.value.reports.some(({ answeredBy }) => answeredBy.includes(role.actsFor));
      return answers || (role.may ?? []).some((may) => may === 'oversee' || may === 'report');
    })
    .map(({ place }) => place);
}

/** Refuses whoever has nothing to do with the reports of a place. */
export function requireReportSight(services: Services, viewer: Viewer, place: string): void {
  if (!reportPlaces(services, viewer.person).some((at) => isWithin(place, at)))
    throw new Refusal(404, 'unknownPlace', { params: { place } });
}
