export { generateAwsLimits } from "./generate";
