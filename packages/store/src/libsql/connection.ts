import Database from 'libsql';
import { fence } from './fence.ts';

/** One row by column name. */
export type Row = Record<string, null | string | number | Uint8Array>;

/** Statements of our own that take no values. Nothing else is ever run from text. */
export type FixedStatement =
  | 'BEGIN'
  | 'BEGIN IMMEDIATE'
  | 'BEGIN EXCLUSIVE'
  | 'COMMIT'
  | 'ROLLBACK'
  | 'PRAGMA wal_checkpoint(TRUNCATE)';

/**
 * The fenced door to the native driver: values go through `fence` as one array, statements are
 * prepared once, rows are read to the end and hold nothing but their columns.
 *
 * @example
 * const connection = openConnection('/data/cebao.db', { busyTimeout: 5000 });
 * connection.all('select seq from events where id = ?', ['c7-1']); // → [{ seq: 1 }]
 */
export interface Connection {
  /** Runs a statement and reads all its rows (none for a plain write). */
  all(sql: string, values: readonly unknown[]): Row[];
  exec(statement: FixedStatement): void;
  readonly inTransaction: boolean;
  /** Ends any transaction without keeping it, and lets go. Never throws. */
  discard(): void;
}

interface CachedStatement {
  readonly columns: readonly string[] | undefined;
  run(values: unknown[]): unknown;
  all(values: unknown[]): unknown[];
}

const CACHED_STATEMENTS = 200;

/** Opens a connection as it is, without setting anything on the file. */
export function openConnection(path: string, options: { busyTimeout: number }): Connection {
  const database = new Database(path, { timeout: options.busyTimeout });
  const statements = new Map<string, CachedStatement>();
  // Asking a closed database whether it is in a transaction aborts the process, so nothing is asked of it.
  let isOpen = true;
  const assertOpen = (): void => {
    if (!isOpen) throw new Error('the connection was thrown away');
  };

  function statement(sql: string): CachedStatement {
    const known = statements.get(sql);
    if (known) return known;
    const made = database.prepare(sql);
    let columns: string[] | undefined;
    if (made.reader) {
      made.raw(true);
      columns = made.columns().map((column) => column.name);
    }
    const cached: CachedStatement = { columns, run: (values) => made.run(values), all: (values) => made.all(values) };
    if (statements.size >= CACHED_STATEMENTS) statements.delete(statements.keys().next().value as string);
    statements.set(sql, cached);
    return cached;
  }

  return {
    all(sql, values) {
      assertOpen();
      const bound = fence(values);
      const prepared = statement(sql);
      const { columns } = prepared;
      if (!columns) {
        prepared.run(bound);
        return [];
      }
      return (prepared.all(bound) as unknown[][]).map((cells) => {
        const row: Row = {};
        for (let i = 0; i < columns.length; i++) row[columns[i] as string] = cells[i] as Row[string];
        return row;
      });
    },
    exec: (text) => {
      assertOpen();
      database.exec(text);
    },
    get inTransaction() {
      return isOpen && database.inTransaction;
    },
    discard() {
      if (!isOpen) return;
      isOpen = false;
      statements.clear();
      try {
        if (database.inTransaction) database.exec('ROLLBACK');
      } catch {
        // The connection is being thrown away; closing it ends the transaction as well.
      }
      try {
        database.close();
      } catch {
        // Already closed.
      }
    },
  };
}

/**
 * Sets what every connection of a store must have, and checks that it took: write-ahead log, full
 * durability, deleted data overwritten, no functions called from the schema.
 */
export function settle(connection: Connection): void {
  const wanted: readonly [set: string, read: string, value: string | number][] = [
    ['PRAGMA journal_mode = WAL', 'PRAGMA journal_mode', 'wal'],
    ['PRAGMA synchronous = FULL', 'PRAGMA synchronous', 2],
    ['PRAGMA secure_delete = ON', 'PRAGMA secure_delete', 1],
    ['PRAGMA foreign_keys = ON', 'PRAGMA foreign_keys', 1],
    ['PRAGMA trusted_schema = OFF', 'PRAGMA trusted_schema', 0],
    // 32 MB of pages: views and words are written all over the file.
    ['PRAGMA cache_size = -32768', 'PRAGMA cache_size', -32768],
  ];
  for (const [set, read, value] of wanted) {
    connection.all(set, []);
    const found = Object.values(connection.all(read, [])[0] ?? {})[0];
    if (found !== value) throw new Error(`${read} is ${String(found)}, not ${value}`);
  }
}

/** Opens a connection and settles it. */
export function openSettled(path: string, options: { busyTimeout: number }): Connection {
  const connection = openConnection(path, options);
  try {
    settle(connection);
  } catch (error) {
    connection.discard();
    throw error;
  }
  return connection;
}

/** A connection that is opened when needed and thrown away after any error, because a driver that failed once may lie afterwards. */
export interface Link {
  use<T>(work: (connection: Connection) => T): T;
  discard(): void;
}

/** Makes such a connection to one file. */
export function createLink(open: () => Connection): Link {
  let current: Connection | undefined;
  const discard = (): void => {
    current?.discard();
    current = undefined;
  };
  return {
    use(work) {
      try {
        current ??= open();
        return work(current);
      } catch (error) {
        discard();
        throw error;
      }
    },
    discard,
  };
}
