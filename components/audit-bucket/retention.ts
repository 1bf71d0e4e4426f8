/** Days for which objects are locked unless told otherwise. */
export const DEFAULT_RETENTION_DAYS = 365;
