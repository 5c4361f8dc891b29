export { type LibsqlStoreOptions, openLibsqlStore } from './open-libsql-store.ts';
export { type BackupNote, backupStoreFile, restoreStoreFile } from './restore.ts';
export {
  type NamedMark,
  readStoreMark,
  type StoreMark,
  type StoreReport,
  verifyStoreFile,
} from './verify-store-file.ts';
