/** The store's file inside the data folder. */
export const STORE_FILE = 'cebao.db';

/** Name of a store in the ids of its events, when none is chosen. */
export const DEFAULT_CELL = 'main';
