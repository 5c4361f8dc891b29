import { useDemo } from '../app/session.ts';
import { messages } from '../messages/zh-CN.ts';

/** Says on every screen and every print that nothing here is real. */
export function DemoBanner() {
  return useDemo() ? (
    <div className="demo-banner" role="note">
      {messages.demo.banner}
    </div>
  ) : null;
}
