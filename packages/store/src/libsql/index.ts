export { type LibsqlStoreOptions, openLibsqlStore } from './open-libsql-store.ts';
