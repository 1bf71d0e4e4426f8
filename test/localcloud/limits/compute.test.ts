import { describeLimits } from "./inputs";

const x = (length: number) => "x".repeat(length);

describeLimits("aws:secretsmanager/secret:Secret", [
  ["name", "proofpix registry", "proofpix/registry", "ValidationException", "Invalid name. Must be a valid name"],
  ["name", x(513), x(512), "ValidationException", "less than or equal to 512"],
  ["recoveryWindowInDays", 6, 7, "InvalidParameterException", "between 7 and 30 days"],
  ["recoveryWindowInDays", 31, 30, "InvalidParameterException", "between 7 and 30 days"],
  ["recoveryWindowInDays", 1, 0, "InvalidParameterException", "between 7 and 30 days"],
]);
