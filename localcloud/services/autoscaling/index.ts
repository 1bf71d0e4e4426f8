import { group } from "./group";
import { policy } from "./policy";
import { schedule } from "./schedule";

export const AUTOSCALING_TYPES = [group, policy, schedule];
