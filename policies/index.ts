import { PolicyPack } from "@pulumi/policy";
import { acceptFormerNames, toPolicies } from "./core";
import { endWithEngine } from "./end-with-engine";
import { PROOFPIX_KEYS } from "./keys/proofpix";
import { RULES } from "./rules";

// Constructs the pack, which starts a server. So only the engine loads this file, and nothing may import it.
acceptFormerNames(RULES);
new PolicyPack("proofpix-policies", {
  policies: toPolicies(RULES, new Date(), [PROOFPIX_KEYS]),
  enforcementLevel: "mandatory",
});
endWithEngine();
