/** Tests of what the REST API makes of bodies. */
package dev.sojourn.rest;
