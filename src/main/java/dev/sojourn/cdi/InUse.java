package dev.sojourn.cdi;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks the store that Sojourn works with, so that an application's own {@code SessionStore} beside it makes nothing ambiguous. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@interface InUse {}
