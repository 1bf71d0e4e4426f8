import { PolicyPack } from "@pulumi/policy";
import { toPolicies } from "./core";
import { endWithEngine } from "./end-with-engine";
import { PROOFPIX_KEYS } from "./keys/proofpix";
import { RULES } from "./rules";

// The engine starts this file, and only it constructs the pack: that starts a server, so nothing else may import it.
new PolicyPack("proofpix-policies", {
  policies: toPolicies(RULES, new Date(), [PROOFPIX_KEYS]),
  enforcementLevel: "mandatory",
});
endWithEngine();
