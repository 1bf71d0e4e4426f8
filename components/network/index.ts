export type { IsolatedSubnetsArgs, NatGateways, NetworkArgs, NetworkTransforms } from "./args";
export { INTERFACE_ENDPOINT_SERVICES, type InterfaceEndpointService } from "./interface-endpoints";
export { Network } from "./network";
