/** The stack under test and how a program speaks to it. */
@NullMarked
package io.matrixplatform.e2e.platform;

import org.jspecify.annotations.NullMarked;
