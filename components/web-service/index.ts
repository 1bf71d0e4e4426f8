export type {
  UsedPart,
  WebServiceArgs,
  WebServiceKey,
  WebServiceNetwork,
  WebServiceQueue,
  WebServiceScaling,
  WebServiceTopic,
  WebServiceTopics,
} from "./args";
export type { WebServiceTransforms } from "./transforms";
export { WebService } from "./web-service";
