import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { previewFieldMap } from '../api/field-maps.js';
import type { FieldMap } from '../api/sources.js';

const TYPING_MS = 400;

/** What the latest deliveries would become by the map as it is being written. */
export function usePreview(sourceId: string, map: FieldMap | null, unmasked: boolean) {
  const [tried] = useDebouncedValue(map, TYPING_MS);
  return useQuery({
    queryKey: ['field-map-preview', sourceId, tried, unmasked],
    queryFn: () => previewFieldMap(sourceId, tried, unmasked),
    placeholderData: keepPreviousData,
    // Personal data does not stay behind.
    gcTime: 0,
  });
}
