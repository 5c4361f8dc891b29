export type { Issue, JsonValue, Result } from './issue.ts';
