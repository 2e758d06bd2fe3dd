package io.matrixplatform.api.access.links;

import io.matrixplatform.model.ids.UserId;

/** @param email where the link had been sent */
public record RedeemedLink(UserId userId, String email) {}
