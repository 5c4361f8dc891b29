import type { DocumentPlace, Store, StoredDocument } from '@cebao/store';

/** Every document of a collection in order of keys, page by page. */
export async function* eachDocument(store: Store, collection: string, prefix?: string): AsyncGenerator<StoredDocument> {
  let after: string | undefined;
  for (;;) {
    const page = await store.listDocuments(collection, {
      limit: 1000,
      ...(prefix === undefined ? {} : { prefix }),
      ...(after === undefined ? {} : { after }),
    });
    yield* page;
    if (page.length < 1000) return;
    after = page.at(-1)?.key;
  }
}

/** Every document that stands in one of the views, in their order, page by page. */
export async function* eachInViews(
  store: Store,
  collection: string,
  views: readonly string[],
  { backwards = false } = {},
): AsyncGenerator<StoredDocument> {
  let after: DocumentPlace | undefined;
  do {
    const page = await store.listView(collection, views, {
      limit: 1000,
      backwards,
      ...(after === undefined ? {} : { after }),
    });
    yield* page.documents;
    after = page.next;
  } while (after !== undefined);
}
