import { packMessages } from '@cebao/pack';
import { words } from '../messages/zh-CN.ts';

/** Quoted passages with the kind of their source and the policy document (pending until filled). */
export function Sources({ sources }: { sources: readonly string[] }) {
  if (sources.length === 0)
    return <div className="studio-source">{[words.noSource, packMessages.policyPending].join(words.factJoint)}</div>;
  return (
    <>
      {sources.map((source) => (
        <div key={source} className="studio-source">
          {source}
        </div>
      ))}
    </>
  );
}
