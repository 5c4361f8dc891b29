import {
  type AliasedRawBuilder,
  type CompiledQuery,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely';
import type { Connection, Row } from './connection.ts';
import type { Tables } from './tables.ts';

/** A statement compiled once, with named places for values. */
export interface Query<P, R> {
  all(connection: Connection, values: P): R[];
}

/** Kysely for building only: it runs nothing. */
export const builder = new Kysely<Tables>({
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

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * A text column, to be selected: the driver aborts the whole process on a stored text with a broken byte,
 * so text leaves the database as bytes and is decoded by us, and a broken byte is one failed read.
 *
 * @example
 * db.selectFrom('events').select([text('id'), 'seq']);
 */
export function text<C extends string>(column: C): AliasedRawBuilder<string, C> {
  return sql<string>`cast(${sql.ref(column)} as blob)`.as(column);
}

/** The same for a column that may be empty. */
export function optionalText<C extends string>(column: C): AliasedRawBuilder<string | null, C> {
  return sql<string | null>`cast(${sql.ref(column)} as blob)`.as(column);
}

/** A column of whole numbers, whatever lies in it: a broken text there would abort the process as well. */
export function whole<C extends string>(column: C): AliasedRawBuilder<number, C> {
  return sql<number>`cast(${sql.ref(column)} as integer)`.as(column);
}

/**
 * Builds a statement once with Kysely and runs it many times: compiling costs more than reading a row.
 *
 * @example
 * const versionOf = query<{ stream: string }>()((db, value) => db.selectFrom('events').select('version').where('stream', '=', value('stream')));
 * versionOf.all(connection, { stream: 'case/7' });
 *
 * Bytes that come back are text (see `text`), but for the columns named in `bytes`.
 */
export function query<P>(bytes: readonly string[] = []) {
  return <R>(
    build: (
      db: Kysely<Tables>,
      value: <K extends keyof P & string>(name: K) => P[K],
    ) => { compile(): CompiledQuery<R> },
  ): Query<P, R> => {
    const compiled = build(builder, (name) => new Slot(name) as never).compile();
    return {
      all(connection, values) {
        const bound = compiled.parameters.map((given) =>
          given instanceof Slot ? values[given.name as keyof P] : given,
        );
        const rows = connection.all(compiled.sql, bound);
        for (const row of rows) decodeTexts(row, bytes);
        return rows as R[];
      },
    };
  };
}

function decodeTexts(row: Row, bytes: readonly string[]): void {
  for (const column in row) {
    const cell = row[column];
    if (cell instanceof Uint8Array && !bytes.includes(column)) row[column] = utf8.decode(cell);
  }
}
