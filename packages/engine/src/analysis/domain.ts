/** What a fact can be: its type, closed or open list, bounds, and whether it may be absent. */
export interface Domain {
  readonly type: 'boolean' | 'integer' | 'money' | 'number' | 'date' | 'month' | 'text' | 'list' | 'object';
  /** May be absent; `null`: absent is said by null. */
  readonly optional?: 'absent' | 'null' | undefined;
  /** The values of a list. */
  readonly values?: readonly (string | number)[] | undefined;
  /** Other values than the listed ones too. */
  readonly open?: boolean | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly items?: Domain | undefined;
  readonly properties?: Readonly<Record<string, Domain>> | undefined;
}
