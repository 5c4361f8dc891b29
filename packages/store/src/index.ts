export { canonicalJson } from './canonical-json.ts';
export { decisionId } from './decision-id.ts';
export { storeMessages } from './messages/zh-CN.ts';
export { sha256Hex } from './sha256-hex.ts';
export type {
  Attachment,
  AttachmentInfo,
  ChainHead,
  ChainReport,
  Commit,
  Committed,
  DecisionContent,
  DecisionRecord,
  DocumentPage,
  DocumentPlace,
  DocumentWrite,
  EventPlace,
  NewAttachment,
  NewDecision,
  NewEvent,
  PlacedDocument,
  PolicyRevision,
  Receipt,
  Store,
  StoredDocument,
  StoredEvent,
  StoreSettings,
  StreamAppend,
  ViewEntry,
  ViewPage,
} from './store.ts';
export { StoreFailure } from './store-failure.ts';
