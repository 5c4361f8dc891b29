import { type CompiledQuery, DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { Connection } from './connection.ts';
import type { Tables } from './tables.ts';

/** A statement compiled once, with named places for values. */
export interface Query<P, R> {
  all(connection: Connection, values: P): R[];
}

/** Kysely for building only: it runs nothing. */
const builder = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/**
 * Builds a statement once with Kysely and runs it many times: compiling costs more than reading a row.
 *
 * @example
 * const versionOf = query<{ stream: string }>()((db, value) => db.selectFrom('events').select('version').where('stream', '=', value('stream')));
 * versionOf.all(connection, { stream: 'case/7' });
 */
export function query<P>() {
  return <R>(build: (db: Kysely<Tables>, value: <K extends keyof P & string>(name: K) => P[K]) => { compile(): CompiledQuery<R> }): Query<P, R> => {
    const compiled = build(builder, (name) => new Slot(name) as never).compile();
    return {
      all(connection, values) {
        const bound = compiled.parameters.map((given) => (given instanceof Slot ? values[given.name as keyof P] : given));
        return connection.all(compiled.sql, bound) as R[];
      },
    };
  };
}
