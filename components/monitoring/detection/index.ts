export { instanceDownExpression, instancesMissingExpression, keepFiringSeconds } from "./expressions";
export { falsePositives, type FalsePositives, type ProbeErrors } from "./false-positives";
export {
  DETECTION,
  type DetectionSettings,
  type GroupingSettings,
  type ProbeSettings,
  scrapeTimeoutSeconds,
  windowSeconds,
} from "./settings";
export { simulatedFailures, simulateProbes, type SimulatedOutcome, type SimulatedTraffic } from "./simulation";
export { validateDetection } from "./validate";
export { type DetectionPart, type DetectionTime, detectionTime } from "./detection-time";
