// A decision's table: its meaning as rules, its checks, and the index that answers it

export { checkTable } from './check-table.ts';
export { DatedTable } from './dated-table.ts';
export { expressionOfInput, outcomeOfRow, readTable } from './read-table.ts';
export { rulesOf } from './row-rules.ts';
