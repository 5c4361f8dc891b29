/** The id of a line: what the question brought, or null when it brought none that can be read. */
export type LineId = string | number | null;
