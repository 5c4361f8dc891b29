// Values, issues and results, shared by every room
export type { Issue, JsonValue, Result } from './issue.ts';

// Expressions: read, compiled, run
export type { Expression, Node } from './expression.ts';
export { parseExpression } from './parse.ts';
export { compileExpression, DEFAULT_FUEL, type Program, type Run, type RunOptions } from './compile.ts';
export type { Scope } from './frame.ts';
export { isTruthy } from './truthy.ts';

// The operators there are, and the words of this room's issues
export type { Operator } from './operator.ts';
export { isStandard, OPERATORS } from './operators/index.ts';
export { engineMessages } from './messages/zh-CN.ts';

// Names nearby
export { nearestName } from './nearest-name.ts';

// Civil dates
export { addMonths, type CivilDate, dateOfDay, dayNumber, findCivilDate, isCivilDate, textOfDate } from './civil-date.ts';
