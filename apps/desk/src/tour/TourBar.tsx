import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { queries } from '../app/query.ts';
import { fill, messages } from '../messages/zh-CN.ts';
import { ProblemAlert } from '../problem/ProblemAlert.tsx';
import { changeTour, useTour } from './tour-state.ts';
import { actsOf } from './tour-stop.ts';
import { PHONE, useGuide } from './use-guide.ts';

const words = messages.tour;

/** The guided tour of a demo, above every page: what there is to see, and a button that leads there. Nothing is typed. */
export function TourBar() {
  const stops = useQuery(queries.tour);
  const tour = useTour();
  const guide = useGuide();
  const { message } = App.useApp();
  const acts = actsOf(stops.data ?? []);
  const act = acts[Math.min(tour.act, acts.length - 1)];
  if (!act || window.name === PHONE) return null;
  const last = tour.act >= acts.length - 1;
  const lead = (position: number) => {
    const next = acts[position];
    if (!next) return;
    changeTour({ on: true, act: position });
    void guide.lead(next);
  };
  const reset = async () => {
    if (await guide.reset()) void message.success(words.resetDone);
  };
  if (!tour.on) {
    return (
      <section className="tour-bar tour-closed" aria-label={words.label}>
        <span>{words.title}</span>
        <Button type="primary" onClick={() => lead(0)} loading={guide.busy} data-tour="start">
          {words.start}
        </Button>
      </section>
    );
  }
  return (
    <section className="tour-bar" aria-label={words.label}>
      <div className="tour-text" aria-live="polite">
        <strong>{fill(words.stop, { n: act.stop, all: acts.at(-1)?.stop ?? act.stop, title: act.title })}</strong>
        <span>{act.text}</span>
        {guide.problem && <ProblemAlert problem={guide.problem} />}
      </div>
      <div className="tour-buttons">
        <Button onClick={() => lead(tour.act - 1)} disabled={tour.act === 0 || guide.busy}>
          {words.back}
        </Button>
        <Button onClick={() => lead(tour.act)} loading={guide.busy}>
          {words.again}
        </Button>
        <Button type="primary" onClick={() => lead(tour.act + 1)} disabled={last} loading={guide.busy} data-tour="next">
          {words.next}
        </Button>
        <Button type="text" onClick={() => void reset()} disabled={guide.busy} data-tour="reset">
          {words.reset}
        </Button>
        <Button type="text" onClick={() => changeTour({ on: false })}>
          {words.close}
        </Button>
      </div>
    </section>
  );
}
