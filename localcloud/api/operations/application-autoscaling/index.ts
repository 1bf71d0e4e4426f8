export { scalingOperations as APPLICATION_AUTOSCALING_OPERATIONS } from "./scaling";
