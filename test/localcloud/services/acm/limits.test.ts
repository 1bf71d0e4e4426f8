import { describeLimits } from "../../limits/inputs";

const x = (length: number) => "x".repeat(length);

describeLimits("aws:acm/certificate:Certificate", [
  ["domainName", "-proofpix.example.com", "proofpix.example.com", "ValidationException", "at 'domainName'"],
  ["domainName", `${x(57)}.example`, `${x(56)}.example`, "ValidationException", "no longer than 64 characters"],
  ["subjectAlternativeNames[0]", "https://a.example.com", "*.a.example.com", "ValidationException", "Names.1.member'"],
  ["subjectAlternativeNames", Array(101).fill("a.example"), Array(100).fill("a.example"), "ValidationException", "100"],
  ["validationMethod", "dns", "DNS", "ValidationException", "[EMAIL, DNS, HTTP]"],
  ["keyAlgorithm", "RSA_512", "EC_prime256v1", "ValidationException", "RSA_2048"],
]);
