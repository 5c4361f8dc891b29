/**
 * What a rule may take, as it is written and as it runs. A pack is not trusted: over a limit there is an issue and
 * never a slow or a large answer.
 *
 * @example
 * LIMITS.fuel; // 100000
 */
export const LIMITS = {
  /** Levels of nesting in a rule. */
  depth: 64,
  /** Nodes of a rule: every operator, list and written value. */
  nodes: 5_000,
  /** Steps of one run: one for every operator and every turn of a loop, more for long lists and texts. */
  fuel: 100_000,
  /** Steps of all expressions that one question meets, together: as much as two runs may take. */
  questionFuel: 200_000,
  /** UTF-16 units of a text made by a rule. */
  text: 65_536,
  /** Items of a list made by a rule. */
  list: 10_000,
  /** Levels of nesting in an answer. */
  answerDepth: 128,
  /** Nodes of values kept in one trace. */
  trace: 50_000,
  /** Rows of a decision table. */
  tableRows: 10_000,
  /** Columns of a decision table. */
  tableColumns: 64,
} as const;
