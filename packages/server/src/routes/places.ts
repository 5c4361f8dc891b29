import { isWithin } from '@cebao/pack';
import { organisationList, placeList, placesQuery } from '../api/places.ts';
import type { Api } from '../endpoint.ts';
import type { Services } from '../services.ts';

export function placeRoutes(api: Api, services: Services): void {
  api.add(
    {
      method: 'get',
      path: '/places',
      tag: 'places',
      summary: 'Places of the tree, by place above, level or part of the name.',
      access: 'signedIn',
      query: placesQuery,
      reply: placeList,
    },
    ({ query }) => {
      const { under, level, q, limit = 1000 } = query;
      return services
        .instance()
        .places.filter(
          (place) =>
            (under === undefined || isWithin(place.path, under)) &&
            (level === undefined || place.level === level) &&
            (q === undefined || place.title.includes(q)),
        )
        .slice(0, limit);
    },
  );

  api.add(
    {
      method: 'get',
      path: '/organisations',
      tag: 'places',
      summary: 'Organisations that act in cases.',
      access: 'signedIn',
      reply: organisationList,
    },
    () => [...services.instance().organisations],
  );
}
