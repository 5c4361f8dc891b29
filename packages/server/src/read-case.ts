import { type CaseEvent, type CaseState, foldCase } from '@cebao/casework';
import type { Services } from './services.ts';

const STREAM = 'case/';

/** The stream of a case's events. */
export function caseStream(id: string): string {
  return `${STREAM}${id}`;
}

export function isCaseStream(stream: string): boolean {
  return stream.startsWith(STREAM);
}

/** The state that the stored events of a case leave. */
export async function readCaseState(services: Services, id: string): Promise<CaseState | undefined> {
  const events = await services.store.readStream(caseStream(id));
  return foldCase(events.map(({ body }) => body as unknown as CaseEvent));
}
