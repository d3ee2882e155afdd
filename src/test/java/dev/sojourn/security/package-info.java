/** Tests of logins. */
package dev.sojourn.security;
