import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Connection } from './connection.ts';

/** SQLite's rules, and schema changes inside transactions: all migrations of an opening happen or none. */
class LibsqlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * Kysely over one fenced connection.
 *
 * @example
 * const db = new Kysely<Tables>({ dialect: libsqlDialect(connection) });
 */
export function libsqlDialect(connection: Connection): Dialect {
  const databaseConnection: DatabaseConnection = {
    async executeQuery<R>(query: { sql: string; parameters: readonly unknown[] }): Promise<QueryResult<R>> {
      return { rows: connection.all(query.sql, query.parameters) as R[] };
    },
    // biome-ignore lint/correctness/useYield: rows are never streamed, a half-read statement blocks the others
    async *streamQuery() {
      throw new Error('rows are read to the end');
    },
  };
  const driver: Driver = {
    async init() {},
    async acquireConnection() {
      return databaseConnection;
    },
    async beginTransaction() {
      connection.exec('BEGIN IMMEDIATE');
    },
    async commitTransaction() {
      connection.exec('COMMIT');
    },
    async rollbackTransaction() {
      connection.exec('ROLLBACK');
    },
    async releaseConnection() {},
    async destroy() {},
  };
  return {
    createAdapter: () => new LibsqlAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
