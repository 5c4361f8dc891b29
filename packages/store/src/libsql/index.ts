export { type LibsqlStoreOptions, openLibsqlStore } from './open-libsql-store.ts';
export { type BackupNote, backupStoreFile, restoreStoreFile } from './restore.ts';
