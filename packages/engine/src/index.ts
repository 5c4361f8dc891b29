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

// The typed form of a rule: lower it, fold in what is known, tell the most fuel it can take, run it on slots

export { compileSlots, type SlotProgram } from './closures/compile-slots.ts';
export { createRuleSet, type RuleSet, type SetRule } from './closures/rule-set.ts';
export { fold, type Known } from './ir/fold.ts';
export type { FactTypes, Ir, IrNode, SlotSource, SlotTable, ValueKind, ValueType } from './ir/ir.ts';
export { lowerExpression } from './ir/lower.ts';
export { createSlotTable, fillSlots, type Slots } from './ir/slots.ts';
export { type Lengths, worstCase } from './ir/worst-case.ts';
export { Refusal } from './refusal.ts';

// The operators there are, and the Chinese words of issue codes

export { engineMessages } from './messages/zh-CN.ts';
export { OPERATORS, type OperatorEntry } from './operators/catalogue.ts';

// Truth as JsonLogic has it, days of the calendar, the nearest of some names

export { isCivilDate } from './civil-date.ts';
export { isTruthy } from './kind-of.ts';
export { nearestName } from './nearest-name.ts';
