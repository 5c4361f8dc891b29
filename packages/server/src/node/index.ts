// The runtime of the service: what `apps/service` and `cebao serve` start.

export {
  type AuditAnswer,
  type AuditReport,
  verifyAudit,
  type WrittenCheckpoint,
  writeCheckpoint,
} from './audit-data.ts';
export { type BackupAnswer, backupData, restoreData } from './backup-data.ts';
export { LOG_LEVELS, type Log, type LogLevel } from './log.ts';
export { createModuleShelf, type ModuleShelf, type ShelfOptions } from './module-shelf.ts';
export { type LinkAnswer, requestLink } from './request-link.ts';
export { type Running, type Started, type StartOptions, startServer, stopOnSignals } from './start-server.ts';
