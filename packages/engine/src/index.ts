// Problems and values as data

export type { Issue, JsonValue, Result } from './issue.ts';

// Read a rule: all problems at once, or a typed tree and what it reads

export type { Expression } from './expression.ts';
export type { CallNode, ListNode, LiteralNode, Node, ObjectNode } from './node.ts';
export { parseExpression } from './parse.ts';

// Compile a rule, and run it against a scope within a budget

export { compileExpression, type Program, type RunOptions, type RunResult } from './compile.ts';
export { LIMITS } from './limits.ts';
export { dataScope, type Scope } from './scope.ts';

// Decision tables

export * from './table/index.ts';

// The operators there are, and the Chinese words of issue codes

export { engineMessages } from './messages/zh-CN.ts';
export { OPERATORS, type OperatorEntry } from './operators/catalogue.ts';

// Truth as JsonLogic has it, days of the calendar, the nearest of some names

export { isCivilDate } from './civil-date.ts';
export { isTruthy } from './kind-of.ts';
export { nearestName } from './nearest-name.ts';
