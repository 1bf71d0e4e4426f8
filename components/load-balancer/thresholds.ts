/** Share of requests, in percent, that a load balancer may answer itself with a 5xx status. */
export const OWN_ERROR_PERCENT = 5;

/**
 * Days before the end of a certificate from which on its renewal counts as failed. ACM renews 45 days before the end at
 * the latest, and others' certificates of 90 days are renewed 30 days before it.
 */
export const CERTIFICATE_DAYS = 21;
