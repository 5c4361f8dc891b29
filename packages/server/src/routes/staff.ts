import { recordId } from '../api/names.ts';
import {
  type DelegateRequest,
  delegateRequest,
  type EndDelegationRequest,
  endDelegationRequest,
  type MoveRequest,
  moveRequest,
  type StaffReply,
  staffReply,
} from '../api/staff.ts';
import { z } from '../api/zod.ts';
import type { Api } from '../endpoint.ts';
import type { Services } from '../services.ts';
import { commandStaff, staffReplyOf } from '../staff-desk.ts';

export function staffRoutes(api: Api, services: Services): void {
  const shared = { tag: 'staff', access: 'signedIn', reply: staffReply } as const;

  api.add(
    { ...shared, method: 'get', path: '/staff', summary: 'Posts, deputies, and whom one may name as deputy.' },
    ({ viewer }): StaffReply => staffReplyOf(services, viewer.person.id),
  );

  api.add(
    {
      ...shared,
      method: 'post',
      path: '/staff/delegations',
      summary: 'Names a deputy for a post and a period; it ends by itself.',
      body: delegateRequest,
    },
    ({ viewer, body }): Promise<StaffReply> => {
      const { person = viewer.person.id, ...rest } = body as DelegateRequest;
      return commandStaff(services, viewer, { type: 'delegate', person, ...rest });
    },
  );

  api.add(
    {
      ...shared,
      method: 'post',
      path: '/staff/delegations/{id}/end',
      summary: 'Ends a delegation before its time.',
      params: z.strictObject({ id: recordId }),
      body: endDelegationRequest,
    },
    ({ viewer, params: { id }, body }): Promise<StaffReply> =>
      commandStaff(services, viewer, {
        type: 'endDelegation',
        delegation: id,
        ...(body as EndDelegationRequest),
      }),
  );

  api.add(
    {
      ...shared,
      method: 'post',
      path: '/staff/moves',
      summary: 'Hands a post over from a day on; what is open follows the post.',
      body: moveRequest,
    },
    ({ viewer, body }): Promise<StaffReply> =>
      commandStaff(services, viewer, { type: 'move', ...(body as MoveRequest) }),
  );
}
