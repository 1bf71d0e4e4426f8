export type { IsolatedSubnetsArgs, NatGateways, NetworkArgs, NetworkTransforms } from "./args";
export { ExistingNetwork } from "./existing-network";
export type { ExistingNetworkArgs } from "./existing-network-args";
export { INTERFACE_ENDPOINT_SERVICES, type InterfaceEndpointService } from "./interface-endpoints";
export { Network } from "./network";
export type { NetworkOutputs } from "./network-outputs";
