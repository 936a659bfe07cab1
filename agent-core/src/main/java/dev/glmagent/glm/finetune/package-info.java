/** Models that learn from your conversations: {@link dev.glmagent.glm.Glm#fineTuning()}. */
@NullMarked
package dev.glmagent.glm.finetune;

import org.jspecify.annotations.NullMarked;
