import { type Insertable, sql } from 'kysely';
import { builder, optionalText, query, text, whole } from './query.ts';
import type { Tables } from './tables.ts';

/* Every statement the store runs, compiled once. */

const eventColumns = [
  'seq',
  text('id'),
  text('stream'),
  'version',
  text('type'),
  'schema',
  text('at'),
  text('body'),
  optionalText('sealed'),
  text('prev'),
  text('hash'),
] as const;
/** The same for the verifier: a whole number that was turned into something else must not stop it. */
const chainColumns = [
  'seq',
  text('id'),
  text('stream'),
  whole('version'),
  text('type'),
  whole('schema'),
  text('at'),
  text('body'),
  optionalText('sealed'),
  text('prev'),
  text('hash'),
] as const;
const decisionColumns = [
  text('id'),
  text('revision'),
  text('semantics'),
  text('region'),
  text('at'),
  text('decision'),
  text('facts'),
  text('answer'),
  optionalText('case_id'),
  optionalText('event_id'),
] as const;
const documentColumns = [text('collection'), text('key'), text('value'), 'version'] as const;
const placedColumns = [...documentColumns, 'documents.id'] as const;
const attachmentColumns = [text('id'), text('sha256'), text('media_type'), text('name'), 'size'] as const;

export const readSettings = query<object>()((db) =>
  db.selectFrom('settings').select([text('cell'), 'demo', text('created_at')]),
);

export const insertSettings = query<Insertable<Tables['settings']>>()((db, value) =>
  db
    .insertInto('settings')
    .values({ id: 1, cell: value('cell'), demo: value('demo'), created_at: value('created_at') }),
);

export const readHead = query<object>()((db) => db.selectFrom('head').select(['seq', text('hash'), 'commits']));

export const insertHead = query<{ hash: string }>()((db, value) =>
  db.insertInto('head').values({ id: 1, seq: 0, hash: value('hash'), commits: 0 }),
);

export const moveHead = query<{ seq: number; hash: string; commits: number }>()((db, value) =>
  db
    .updateTable('head')
    .set({ seq: value('seq'), hash: value('hash'), commits: value('commits') })
    .where('id', '=', 1),
);

export const readVersion = query<{ stream: string }>()((db, value) =>
  db.selectFrom('events').select('version').where('stream', '=', value('stream')).orderBy('version', 'desc').limit(1),
);

export const insertEvent = query<Tables['events']>()((db, value) =>
  db.insertInto('events').values({
    seq: value('seq'),
    id: value('id'),
    stream: value('stream'),
    version: value('version'),
    type: value('type'),
    schema: value('schema'),
    at: value('at'),
    body: value('body'),
    sealed: value('sealed'),
    prev: value('prev'),
    hash: value('hash'),
  }),
);

export const readStream = query<{ stream: string; after: number; limit: number }>()((db, value) =>
  db
    .selectFrom('events')
    .select(eventColumns)
    .where('stream', '=', value('stream'))
    .where('version', '>', value('after'))
    .orderBy('version')
    .limit(value('limit')),
);

export const readAll = query<{ after: number; limit: number }>()((db, value) =>
  db.selectFrom('events').select(eventColumns).where('seq', '>', value('after')).orderBy('seq').limit(value('limit')),
);

/** Events as bytes, so that the verifier sees what lies in the file and not what a decoder made of it. */
export const readChainBytes = query<{ after: number; limit: number }>([
  'id',
  'stream',
  'type',
  'at',
  'body',
  'sealed',
  'prev',
  'hash',
])((db, value) =>
  db.selectFrom('events').select(chainColumns).where('seq', '>', value('after')).orderBy('seq').limit(value('limit')),
);

export const insertDecision = query<Omit<Tables['decisions'], 'position'>>()((db, value) =>
  db
    .insertInto('decisions')
    .values({
      id: value('id'),
      revision: value('revision'),
      semantics: value('semantics'),
      region: value('region'),
      at: value('at'),
      decision: value('decision'),
      facts: value('facts'),
      answer: value('answer'),
      case_id: value('case_id'),
      event_id: value('event_id'),
    })
    .onConflict((conflict) => conflict.column('id').doNothing()),
);

export const readDecision = query<{ id: string }>()((db, value) =>
  db.selectFrom('decisions').select(decisionColumns).where('id', '=', value('id')),
);

export const readCaseDecisions = query<{ caseId: string }>()((db, value) =>
  db.selectFrom('decisions').select(decisionColumns).where('case_id', '=', value('caseId')).orderBy('position'),
);

export const insertRevision = query<Omit<Tables['revisions'], 'position'>>()((db, value) =>
  db
    .insertInto('revisions')
    .values({ revision: value('revision'), region: value('region'), layered: value('layered') }),
);

export const readRevision = query<{ revision: string }>()((db, value) =>
  db
    .selectFrom('revisions')
    .select([text('revision'), text('region'), text('layered')])
    .where('revision', '=', value('revision')),
);

export const listRevisions = query<object>()((db) =>
  db
    .selectFrom('revisions')
    .select([text('revision'), text('region')])
    .orderBy('position'),
);

export const readDocument = query<{ collection: string; key: string }>()((db, value) =>
  db
    .selectFrom('documents')
    .select(documentColumns)
    .where('collection', '=', value('collection'))
    .where('key', '=', value('key')),
);

/** What a document is before it is written. */
export const readDocumentBefore = query<{ collection: string; key: string }>()((db, value) =>
  db
    .selectFrom('documents')
    .select(['id', 'version', optionalText('views'), optionalText('search')])
    .where('collection', '=', value('collection'))
    .where('key', '=', value('key')),
);

export const insertDocument = query<Omit<Tables['documents'], 'id'>>()((db, value) =>
  db
    .insertInto('documents')
    .values({
      collection: value('collection'),
      key: value('key'),
      value: value('value'),
      version: value('version'),
      views: value('views'),
      search: value('search'),
    })
    .returning('id'),
);

export const updateDocument = query<{ id: number; value: string; version: number }>()((db, value) =>
  db
    .updateTable('documents')
    .set({ value: value('value'), version: value('version') })
    .where('id', '=', value('id')),
);

export const updateDocumentPlaces = query<{ id: number; views: string | null; search: string | null }>()((db, value) =>
  db
    .updateTable('documents')
    .set({ views: value('views'), search: value('search') })
    .where('id', '=', value('id')),
);

export const deleteDocument = query<{ id: number }>()((db, value) =>
  db.deleteFrom('documents').where('id', '=', value('id')),
);

export const readView = query<{ collection: string; name: string }>()((db, value) =>
  db.selectFrom('views').select('id').where('collection', '=', value('collection')).where('name', '=', value('name')),
);

export const insertView = query<{ collection: string; name: string }>()((db, value) =>
  db
    .insertInto('views')
    .values({ collection: value('collection'), name: value('name') })
    .returning('id'),
);

export const insertViewEntry = query<Tables['view_entries']>()((db, value) =>
  db.insertInto('view_entries').values({ view: value('view'), ord: value('ord'), document: value('document') }),
);

export const deleteViewEntry = query<Tables['view_entries']>()((db, value) =>
  db
    .deleteFrom('view_entries')
    .where('view', '=', value('view'))
    .where('ord', '=', value('ord'))
    .where('document', '=', value('document')),
);

/** A view from a place on, forwards. */
export const listViewForwards = query<{ view: number; ord: string; document: number; limit: number }>()((db, value) =>
  db
    .selectFrom('view_entries')
    .innerJoin('documents', 'documents.id', 'view_entries.document')
    .select([...placedColumns, text('ord')])
    .where('view', '=', value('view'))
    .where(sql<boolean>`(ord, document) > (${value('ord')}, ${value('document')})`)
    .orderBy('view_entries.ord')
    .orderBy('view_entries.document')
    .limit(value('limit')),
);

/** The same from the end. */
export const listViewBackwards = query<{ view: number; ord: string; document: number; limit: number }>()((db, value) =>
  db
    .selectFrom('view_entries')
    .innerJoin('documents', 'documents.id', 'view_entries.document')
    .select([...placedColumns, text('ord')])
    .where('view', '=', value('view'))
    .where(sql<boolean>`(ord, document) < (${value('ord')}, ${value('document')})`)
    .orderBy('view_entries.ord', 'desc')
    .orderBy('view_entries.document', 'desc')
    .limit(value('limit')),
);

export const insertSearch = query<Tables['words']>()((db, value) =>
  db.insertInto('words').values({ rowid: value('rowid'), tokens: value('tokens'), scope: value('scope') }),
);

/** An index without its own text forgets a document when it is told what it said. */
export const deleteSearch = query<Tables['words']>()((_, value) => ({
  compile: () =>
    sql`insert into words (words, rowid, tokens, scope) values ('delete', ${value('rowid')}, ${value('tokens')}, ${value('scope')})`.compile(
      builder,
    ),
}));

export const searchDocuments = query<{ match: string; before: number; limit: number }>()((db, value) =>
  db
    .selectFrom('words')
    .innerJoin('documents', 'documents.id', 'words.rowid')
    .select(placedColumns)
    .where(sql<boolean>`words match ${value('match')}`)
    .where('words.rowid', '<', value('before'))
    .orderBy('words.rowid', 'desc')
    .limit(value('limit')),
);

/** `from` is the later of prefix and `after`, so that the index is entered once and at the right place. */
export const listDocuments = query<{ collection: string; from: string; after: string; until: string; limit: number }>()(
  (db, value) =>
    db
      .selectFrom('documents')
      .select(documentColumns)
      .where('collection', '=', value('collection'))
      .where('key', '>=', value('from'))
      .where('key', '!=', value('after'))
      .where('key', '<', value('until'))
      .orderBy('documents.key')
      .limit(value('limit')),
);

export const insertAttachment = query<Tables['attachments']>()((db, value) =>
  db.insertInto('attachments').values({
    id: value('id'),
    sha256: value('sha256'),
    media_type: value('media_type'),
    name: value('name'),
    size: value('size'),
    bytes: value('bytes'),
  }),
);

export const findAttachment = query<{ id: string }>()((db, value) =>
  db.selectFrom('attachments').select(attachmentColumns).where('id', '=', value('id')),
);

export const readAttachment = query<{ id: string }>(['bytes'])((db, value) =>
  db
    .selectFrom('attachments')
    .select([...attachmentColumns, 'bytes'])
    .where('id', '=', value('id')),
);

export const readReceipt = query<{ key: string }>()((db, value) =>
  db.selectFrom('receipts').select(text('receipt')).where('key', '=', value('key')),
);

export const insertReceipt = query<Tables['receipts']>()((db, value) =>
  db.insertInto('receipts').values({ key: value('key'), receipt: value('receipt') }),
);

export const readJournalEnd = query<object>()((db) =>
  db
    .selectFrom('journal')
    .select(['commit_no', text('hash')])
    .orderBy('commit_no', 'desc')
    .limit(1),
);

export const insertJournal = query<Tables['journal']>()((db, value) =>
  db.insertInto('journal').values({ commit_no: value('commit_no'), entry: value('entry'), hash: value('hash') }),
);

/* Everything outside the events, page by page, as bytes: the verifier sees what lies in the file. */

const DOCUMENT_TEXTS = ['collection', 'key', 'value', 'views', 'search'];
export const pageDocuments = query<{ after: number; limit: number }>(DOCUMENT_TEXTS)((db, value) =>
  db
    .selectFrom('documents')
    .select([
      'id as position',
      whole('version'),
      text('collection'),
      text('key'),
      text('value'),
      optionalText('views'),
      optionalText('search'),
    ])
    .where('id', '>', value('after'))
    .orderBy('id')
    .limit(value('limit')),
);

const DECISION_TEXTS = [
  'id',
  'revision',
  'semantics',
  'region',
  'at',
  'decision',
  'facts',
  'answer',
  'case_id',
  'event_id',
];
export const pageDecisions = query<{ after: number; limit: number }>(DECISION_TEXTS)((db, value) =>
  db
    .selectFrom('decisions')
    .select(['position', ...decisionColumns])
    .where('position', '>', value('after'))
    .orderBy('position')
    .limit(value('limit')),
);

const REVISION_TEXTS = ['revision', 'region', 'layered'];
export const pageRevisions = query<{ after: number; limit: number }>(REVISION_TEXTS)((db, value) =>
  db
    .selectFrom('revisions')
    .select(['position', text('revision'), text('region'), text('layered')])
    .where('position', '>', value('after'))
    .orderBy('position')
    .limit(value('limit')),
);

const ATTACHMENT_TEXTS = ['id', 'sha256', 'media_type', 'name', 'bytes'];
export const pageAttachments = query<{ after: number; limit: number }>(ATTACHMENT_TEXTS)((db, value) =>
  db
    .selectFrom('attachments')
    .select([
      sql<number>`rowid`.as('position'),
      whole('size'),
      text('id'),
      text('sha256'),
      text('media_type'),
      text('name'),
      sql<Uint8Array>`cast(bytes as blob)`.as('bytes'),
    ])
    .where(sql<boolean>`rowid > ${value('after')}`)
    .orderBy(sql`rowid`)
    .limit(value('limit')),
);

const RECEIPT_TEXTS = ['key', 'receipt'];
export const pageReceipts = query<{ after: number; limit: number }>(RECEIPT_TEXTS)((db, value) =>
  db
    .selectFrom('receipts')
    .select([sql<number>`rowid`.as('position'), text('key'), text('receipt')])
    .where(sql<boolean>`rowid > ${value('after')}`)
    .orderBy(sql`rowid`)
    .limit(value('limit')),
);

const JOURNAL_TEXTS = ['entry', 'hash'];
export const pageJournal = query<{ after: number; limit: number }>(JOURNAL_TEXTS)((db, value) =>
  db
    .selectFrom('journal')
    .select(['commit_no as position', text('entry'), text('hash')])
    .where('commit_no', '>', value('after'))
    .orderBy('commit_no')
    .limit(value('limit')),
);

const VIEW_TEXTS = ['collection', 'name'];
export const listViews = query<object>(VIEW_TEXTS)((db) =>
  db.selectFrom('views').select(['id', text('collection'), text('name')]),
);

export const countViewEntries = query<object>()((db) =>
  db.selectFrom('view_entries').select(sql<number>`count(*)`.as('count')),
);

export const findViewEntry = query<Tables['view_entries']>()((db, value) =>
  db
    .selectFrom('view_entries')
    .select('document')
    .where('view', '=', value('view'))
    .where('ord', '=', value('ord'))
    .where('document', '=', value('document')),
);

/** What SQLite itself says of the file's structure: `ok`, or the places. */
const FINDING_TEXTS = ['found'];
export const checkStructure = query<object>(FINDING_TEXTS)(() => ({
  compile: () =>
    sql<{ found: string }>`select cast(integrity_check as blob) as found from pragma_integrity_check`.compile(builder),
}));

/** Tables, indexes and triggers as they were made. */
const SCHEMA_TEXTS = ['type', 'name', 'sql'];
export const readSchema = query<object>(SCHEMA_TEXTS)(() => ({
  compile: () =>
    sql<{
      type: string;
      name: string;
      sql: string | null;
    }>`select cast(type as blob) as type, cast(name as blob) as name, cast(sql as blob) as sql from sqlite_master order by type, name`.compile(
      builder,
    ),
}));
