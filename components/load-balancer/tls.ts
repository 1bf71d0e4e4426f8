/**
 * TLS 1.3 and 1.2 with forward secrecy, and key exchange that a quantum computer can't break with clients that know it:
 * the policy that AWS recommends (Elastic Load Balancing User Guide, "Security policies"). Clients that need RSA key
 * exchange or CBC ciphers can't connect.
 */
export const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";
