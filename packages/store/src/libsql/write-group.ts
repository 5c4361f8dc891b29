import type { Issue, Result } from '@cebao/engine';
import type { PreparedCommit } from '../prepare-commit.ts';
import type { Committed } from '../store.ts';
import { type Connection, createLink, type Link, openSettled } from './connection.ts';
import * as queries from './queries.ts';
import { reasonOf } from './reason-of.ts';
import { type Head, writeCommit } from './write-commit.ts';

/** How many commits of one group may break the engine before the rest is given up. */
const BROKEN_LIMIT = 8;

/** Which file is written, and how. */
export interface GroupWriterOptions {
  readonly path: string;
  readonly cell: string;
  readonly busyTimeout: number;
  /** Milliseconds that every commit takes longer, to measure what a slow disk would do. */
  readonly commitDelay?: number;
}

/** The only writer of a file, and the second connection that witnesses every transaction. */
export interface GroupWriter {
  /**
   * Does a group of commits in one transaction and answers each. None is answered as done before the transaction is
   * durable and seen by the second connection; a commit that the engine fails on is answered as failed, and the others
   * are done without it.
   */
  write(group: readonly PreparedCommit[]): Result<Committed>[];
  close(): void;
}

/** Opens both connections when they are first needed. */
export function createGroupWriter(options: GroupWriterOptions): GroupWriter {
  const open = () => openSettled(options.path, options);
  return groupWriterOver(createLink(open), createLink(open), options);
}

/** The same over given connections. */
export function groupWriterOver(
  writer: Link,
  witness: Link,
  { cell, commitDelay = 0 }: Pick<GroupWriterOptions, 'cell' | 'commitDelay'>,
): GroupWriter {
  /** Whether another connection sees the transaction. Only then may its commits be acknowledged. */
  function isSeen(commits: number): boolean {
    const see = () => witness.use((connection) => (queries.readHead.all(connection, {})[0]?.commits ?? 0) >= commits);
    try {
      if (see()) return true;
    } catch {
      // Asked again with a fresh connection below.
    }
    writer.discard();
    witness.discard();
    return see();
  }

  return {
    write(group) {
      const answers = new Array<Result<Committed>>(group.length);
      let left = group.map((_, i) => i);
      for (let broken = 0; left.length > 0; broken++) {
        let current: number | undefined;
        try {
          const commits = writer.use((connection) =>
            transact(connection, commitDelay, (start) => {
              let head = start;
              for (const i of left) {
                current = i;
                const done = writeCommit(connection, cell, head, group[i] as PreparedCommit);
                answers[i] = done.answer;
                ({ head } = done);
              }
              current = undefined;
              return head;
            }),
          );
          if (commits !== undefined && !isSeen(commits))
            throw new Error('the commit is not seen by a second connection');
          return answers;
        } catch (error) {
          // What was answered rests on a transaction that is not there.
          const failed = current === undefined || broken >= BROKEN_LIMIT ? left : [current];
          for (const i of failed) answers[i] = { ok: false, issues: [writeFailed(error)] };
          left = left.filter((i) => !failed.includes(i));
        }
      }
      return answers;
    },
    close() {
      try {
        // So that nothing deleted stays readable in the log beside the file.
        witness.discard();
        writer.use((connection) => connection.exec('PRAGMA wal_checkpoint(TRUNCATE)'));
      } catch {
        // Everything acknowledged is durable already; the next opening does the checkpoint.
      }
      writer.discard();
    },
  };
}

/** A write that failed: nothing of it was confirmed. */
export function writeFailed(error: unknown): Issue {
  return { code: 'writeFailed', path: '', params: { reason: reasonOf(error) } };
}

/** One transaction, from the head before to the head after; gives the commits a witness must see, if any were made. */
function transact(connection: Connection, delay: number, work: (head: Head) => Head): number | undefined {
  connection.exec('BEGIN IMMEDIATE');
  const start = queries.readHead.all(connection, {})[0];
  if (!start) throw new Error('the head row is missing');
  const end = queries.readJournalEnd.all(connection, {})[0];
  if (!end && start.commits > 0) throw new Error('the journal is missing');
  const head = work({ ...start, journal: end?.hash ?? start.hash });
  if (head.commits === start.commits) {
    connection.exec('ROLLBACK');
    return undefined;
  }
  const { seq, hash, commits } = head;
  queries.moveHead.all(connection, { seq, hash, commits });
  if (delay > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, delay);
  connection.exec('COMMIT');
  if (connection.inTransaction) throw new Error('the transaction is still open after its commit');
  return head.commits;
}
