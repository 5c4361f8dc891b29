import type { Store, StoredDocument } from '@cebao/store';

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
