/** The guided tour; comes last. */
export function TourBar() {
  return null;
}
