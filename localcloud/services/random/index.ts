import type { CloudService } from "../../model/resource-type";
import { randomId } from "./random-id";
import { randomPassword } from "./random-password";

/** Pulumi's Random provider, which draws what a program wants to be random and keeps it in the engine's state. */
export const RANDOM: CloudService = { types: [randomId, randomPassword] };
