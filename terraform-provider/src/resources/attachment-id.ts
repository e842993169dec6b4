/** What an attachment links; the API has no id for that. */
export interface AttachmentPlace {
  access_key_configuration_id: string;
  provider_id: string;
  provider_key_id: string;
}

export function attachmentId(place: AttachmentPlace): string {
  return `${place.access_key_configuration_id}/${place.provider_id}/${place.provider_key_id}`;
}

/** Ids have no slash; what a provider is called may have some. */
export function parseAttachmentId(id: string): AttachmentPlace | undefined {
  const [, access_key_configuration_id, provider_id, provider_key_id] =
    /^(aigac_[^/]+)\/(.+)\/(aigpk_[^/]+)$/s.exec(id) ?? [];
  if (!access_key_configuration_id || !provider_id || !provider_key_id) return undefined;
  return { access_key_configuration_id, provider_id, provider_key_id };
}
