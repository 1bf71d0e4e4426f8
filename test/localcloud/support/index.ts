export { inLocalCloud, refusalOf, REGION, type TestCloud } from "./in-local-cloud";
