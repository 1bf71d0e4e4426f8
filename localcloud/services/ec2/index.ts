import { subnet } from "./subnet";
import { vpc } from "./vpc";

export const EC2_TYPES = [vpc, subnet];
