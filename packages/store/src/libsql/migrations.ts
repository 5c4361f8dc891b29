import { type Kysely, type Migration, sql } from 'kysely';

/**
 * Every change of the tables since the first commit, in order of name; forward only. A migration that
 * was ever released is never edited: a mistake is repaired by the next one.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first-tables': { up: firstTables },
  '0002-views-and-search': { up: viewsAndSearch },
  '0003-journal': { up: journal },
};

async function firstTables(db: Kysely<unknown>): Promise<void> {
  const strict = sql`strict`;
  await db.schema
    .createTable('settings')
    .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
    .addColumn('cell', 'text', (column) => column.notNull())
    .addColumn('demo', 'integer', (column) => column.notNull().check(sql`demo in (0, 1)`))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .modifyEnd(strict)
    .execute();
  await db.schema
    .createTable('head')
    .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('commits', 'integer', (column) => column.notNull())
    .modifyEnd(strict)
    .execute();
  await db.schema
    .createTable('events')
    .addColumn('seq', 'integer', (column) => column.primaryKey())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('stream', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('schema', 'integer', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('sealed', 'text')
    .addColumn('prev', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addUniqueConstraint('events_stream_version', ['stream', 'version'])
    .modifyEnd(strict)
    .execute();
  await db.schema
    .createTable('decisions')
    .addColumn('position', 'integer', (column) => column.primaryKey())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('revision', 'text', (column) => column.notNull())
    .addColumn('semantics', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('decision', 'text', (column) => column.notNull())
    .addColumn('facts', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('case_id', 'text')
    .addColumn('event_id', 'text', (column) => column.references('events.id'))
    .modifyEnd(strict)
    .execute();
  await db.schema.createIndex('decisions_case').on('decisions').columns(['case_id', 'position']).execute();
  await db.schema
    .createTable('revisions')
    .addColumn('position', 'integer', (column) => column.primaryKey())
    .addColumn('revision', 'text', (column) => column.notNull().unique())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('layered', 'text', (column) => column.notNull())
    .modifyEnd(strict)
    .execute();
  await db.schema
    .createTable('documents')
    .addColumn('collection', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('documents_key', ['collection', 'key'])
    .modifyEnd(strict)
    .execute();
  await db.schema
    .createTable('attachments')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('media_type', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('size', 'integer', (column) => column.notNull())
    .addColumn('bytes', 'blob', (column) => column.notNull())
    .modifyEnd(strict)
    .execute();
  await db.schema
    .createTable('receipts')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('receipt', 'text', (column) => column.notNull())
    .modifyEnd(strict)
    .execute();
  // What is written once stays as it was written, whatever code asks for it.
  for (const table of ['settings', 'events', 'decisions', 'revisions']) {
    for (const verb of ['update', 'delete']) {
      const name = sql.id(`${table}_no_${verb}`);
      await sql`create trigger ${name} before ${sql.raw(verb)} on ${sql.table(table)} begin select raise(abort, 'written once'); end`.execute(
        db,
      );
    }
  }
}

async function viewsAndSearch(db: Kysely<unknown>): Promise<void> {
  const strict = sql`strict`;
  await db.schema.alterTable('documents').renameTo('documents_before').execute();
  await db.schema
    .createTable('documents')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('collection', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('views', 'text')
    .addColumn('search', 'text')
    .addUniqueConstraint('documents_address', ['collection', 'key'])
    .modifyEnd(strict)
    .execute();
  await sql`insert into documents (collection, key, value, version) select collection, key, value, version from documents_before order by rowid`.execute(
    db,
  );
  await db.schema.dropTable('documents_before').execute();
  await db.schema
    .createTable('views')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('collection', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addUniqueConstraint('views_name', ['collection', 'name'])
    .modifyEnd(strict)
    .execute();
  await db.schema
    .createTable('view_entries')
    .addColumn('view', 'integer', (column) => column.notNull())
    .addColumn('ord', 'text', (column) => column.notNull())
    .addColumn('document', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('view_entries_place', ['view', 'ord', 'document'])
    .modifyEnd(sql`without rowid, strict`)
    .execute();
  // It keeps no text of its own; what is deleted from it is overwritten.
  await sql`create virtual table words using fts5 (tokens, scope, content = '', tokenize = 'ascii')`.execute(db);
  await sql`insert into words (words, rank) values ('secure-delete', 1)`.execute(db);
}

async function journal(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('journal')
    .addColumn('commit_no', 'integer', (column) => column.primaryKey())
    .addColumn('entry', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .modifyEnd(sql`strict`)
    .execute();
  for (const table of ['journal', 'attachments', 'receipts']) {
    for (const verb of ['update', 'delete']) {
      const name = sql.id(`${table}_no_${verb}`);
      await sql`create trigger ${name} before ${sql.raw(verb)} on ${sql.table(table)} begin select raise(abort, 'written once'); end`.execute(
        db,
      );
    }
  }
}
